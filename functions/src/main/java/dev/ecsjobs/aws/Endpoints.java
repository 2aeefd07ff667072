package dev.ecsjobs.aws;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where the services of a region are.
 *
 * @param played where single services are played
 * @param allPlayed where all others are played; absent means AWS itself
 */
public record Endpoints(String region, Map<String, URI> played, Optional<URI> allPlayed) {

  /** Where it is played, unless it is AWS's own. */
  public Optional<URI> played(String service) {
    return Optional.ofNullable(played.get(service)).or(() -> allPlayed);
  }

  /** Where it is. */
  public URI of(String service) {
    return played(service)
        .orElseGet(() -> URI.create("https://" + service + "." + region + "." + suffix() + "/"));
  }

  /** The SDK knows it of every partition, and loads 380 classes to say it. */
  private String suffix() {
    boolean usual = !region.startsWith("cn-") && !region.contains("iso") && !region.contains("sc-");
    return usual ? "amazonaws.com" : PartitionMetadata.of(Region.of(region)).dnsSuffix();
  }
}

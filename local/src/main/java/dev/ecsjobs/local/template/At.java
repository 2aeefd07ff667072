package dev.ecsjobs.local.template;

/** Where a node stands in the file, and the path that leads to it through the template. */
record At(Place place, String path) {

  At child(String key) {
    return new At(place, path.isEmpty() ? key : path + "." + key);
  }
}

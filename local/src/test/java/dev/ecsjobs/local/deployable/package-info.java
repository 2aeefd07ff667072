/**
 * What has to be true of {@code template.yaml} before it is deployed. {@code Rules} lists it, a
 * class tells each rule, {@code …Mistakes} are tables of what somebody may do to the template, and
 * {@code MistakesTest} makes each of them and asks that it is told. A new resource that keeps the
 * rules needs no change here.
 */
package dev.ecsjobs.local.deployable;

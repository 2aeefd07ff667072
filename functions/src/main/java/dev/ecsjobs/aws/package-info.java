/** The edge towards AWS: the only package that imports its SDK. */
package dev.ecsjobs.aws;

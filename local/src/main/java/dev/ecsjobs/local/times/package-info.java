/**
 * Times: as people write them, as they are told, and those of a schedule. Knows no command line.
 */
package dev.ecsjobs.local.times;

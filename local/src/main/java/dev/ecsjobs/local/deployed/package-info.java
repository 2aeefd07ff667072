/**
 * A stack deployed to AWS, as the command line sees it: found by its name, read through its table,
 * asked through its launch function, with the user's own credentials and region.
 */
package dev.ecsjobs.local.deployed;

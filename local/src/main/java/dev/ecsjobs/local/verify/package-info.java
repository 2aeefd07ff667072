/**
 * What can be said of a template before it is deployed: mistakes, and what its schedules will do in
 * the coming year. Pure: the template as it was read goes in, with a time to look ahead from.
 */
package dev.ecsjobs.local.verify;

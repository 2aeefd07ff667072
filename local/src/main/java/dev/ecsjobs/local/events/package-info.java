/**
 * EventBridge on one machine, by the SDK's own client interface: what PutEvents takes. Who gets an
 * event is for the template's rules to say.
 */
package dev.ecsjobs.local.events;

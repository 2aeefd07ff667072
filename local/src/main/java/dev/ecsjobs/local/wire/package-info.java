/**
 * AWS's endpoint on one machine: the services in {@link dev.ecsjobs.local.wire.Api} and DynamoDB
 * behind one port, for the AWS CLI, the SDKs and {@code sam local invoke}. Start reading at {@link
 * dev.ecsjobs.local.wire.Endpoint}.
 *
 * <p>Whoever reaches the port may run commands as the user, since tasks are processes here. So it
 * listens on loopback and on the bridge of the container engine and nowhere else, on the bridge it
 * answers its containers only, and it answers no web page: see {@link dev.ecsjobs.local.wire.Gate}.
 */
package dev.ecsjobs.local.wire;

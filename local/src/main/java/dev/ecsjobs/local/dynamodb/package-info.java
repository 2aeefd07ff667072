/** DynamoDB Local, started inside this process and reached through the SDK like the real one. */
package dev.ecsjobs.local.dynamodb;

/** What runs when, as a picture: {@link dev.ecsjobs.local.calendar.Calendar} is what is drawn. */
package dev.ecsjobs.local.calendar;

/**
 * Serves the page on this machine: reads jobs and runs, has {@code dev.ecsjobs.page} draw them, and
 * takes what the buttons ask for. Start with {@link dev.ecsjobs.local.page.PageServer}.
 */
package dev.ecsjobs.local.page;

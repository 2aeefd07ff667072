package dev.ecsjobs.local.simulate;

import dev.ecsjobs.cost.Size;
import dev.ecsjobs.cost.Tariff;

/** What a task is and what it is paid by. */
public record Paid(Size size, Tariff tariff) {}

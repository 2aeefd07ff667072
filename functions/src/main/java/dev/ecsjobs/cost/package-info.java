/**
 * What tasks use and what that costs. Imports the JDK only. Start with {@link
 * dev.ecsjobs.cost.Usage}; {@link dev.ecsjobs.cost.PriceTable} makes money of it.
 *
 * <p>Kept is what was used, in whole numbers; money is made of it when somebody looks. So sums are
 * exact in any order, and another price table tells another cost of the same past.
 */
package dev.ecsjobs.cost;

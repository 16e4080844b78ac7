/** Where a series changed, and what shares of expressions answers of a model that errs stand for. Plain numbers only. */
@NullMarked
package io.moodstream.reports.statistics;

import org.jspecify.annotations.NullMarked;

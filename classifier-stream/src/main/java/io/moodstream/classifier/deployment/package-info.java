/** What a deployment is for: the law forbids some purposes, and every start is written down. */
@NullMarked
package io.moodstream.classifier.deployment;

import org.jspecify.annotations.NullMarked;

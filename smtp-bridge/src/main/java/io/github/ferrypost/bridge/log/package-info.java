/** The log as the settings want it: the form of its lines, and a rotating file. Logback writes it. */
@NullMarked
package io.github.ferrypost.bridge.log;

import org.jspecify.annotations.NullMarked;

/** The log as the settings want it: the form of its lines, and a rotating file. Logback writes it. */
package io.github.ferrypost.bridge.log;

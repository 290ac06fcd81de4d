/** HTTP on loopback: responses, JSON, and ordered failures. */
@NullMarked
package io.github.ferrypost.sandbox.http;

import org.jspecify.annotations.NullMarked;

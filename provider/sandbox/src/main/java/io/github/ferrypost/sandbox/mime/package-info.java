/** The part of RFC 5322 that a server needs: header fields and address lists. */
@NullMarked
package io.github.ferrypost.sandbox.mime;

import org.jspecify.annotations.NullMarked;

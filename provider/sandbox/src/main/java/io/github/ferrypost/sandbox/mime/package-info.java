/** The part of RFC 5322 that a server needs: header fields and address lists. */
package io.github.ferrypost.sandbox.mime;

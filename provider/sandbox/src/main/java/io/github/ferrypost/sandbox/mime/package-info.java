/** As much of RFC 5322 as a server must understand: header fields and address lists. */
package io.github.ferrypost.sandbox.mime;

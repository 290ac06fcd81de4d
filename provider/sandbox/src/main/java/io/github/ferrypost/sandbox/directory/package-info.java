/** The tenant as an administrator configures it: mailboxes, apps, switches. */
@NullMarked
package io.github.ferrypost.sandbox.directory;

import org.jspecify.annotations.NullMarked;

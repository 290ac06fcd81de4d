/** The tenant as an administrator arranges it: mailboxes, apps, switches. */
package io.github.ferrypost.sandbox.directory;

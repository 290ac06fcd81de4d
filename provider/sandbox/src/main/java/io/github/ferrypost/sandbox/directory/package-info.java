/** The tenant as an administrator configures it: mailboxes, apps, switches. */
package io.github.ferrypost.sandbox.directory;

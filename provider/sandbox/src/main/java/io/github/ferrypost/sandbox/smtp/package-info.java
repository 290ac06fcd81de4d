/** SMTP client submission as smtp.office365.com implements it. */
@NullMarked
package io.github.ferrypost.sandbox.smtp;

import org.jspecify.annotations.NullMarked;

/** SMTP client submission as smtp.office365.com does it. */
package io.github.ferrypost.sandbox.smtp;

/** SMTP client submission as smtp.office365.com implements it. */
package io.github.ferrypost.sandbox.smtp;

/** Graph: sendMail, drafts, attachments and upload sessions. */
package io.github.ferrypost.sandbox.graph;

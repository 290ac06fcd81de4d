/** Graph: sendMail, drafts, attachments and upload sessions. */
@NullMarked
package io.github.ferrypost.sandbox.graph;

import org.jspecify.annotations.NullMarked;

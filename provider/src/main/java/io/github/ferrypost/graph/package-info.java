/**
 * The Microsoft Graph road, in the order of the flow. {@link io.github.ferrypost.graph.GraphRoad} makes the header
 * name exactly the envelope's recipients. With Mail.Send only, it posts the message as base64 MIME to
 * {@code sendMail}. With Mail.ReadWrite, it creates a draft, stores the draft's immutable id, and sends the draft, so
 * that a later attempt can ask what became of it; if a message is too large for one request, upload sessions attach
 * its large files. The client waits for the mailbox's concurrency limit, adds the token, and repeats the request once
 * with a fresh token after a 401. {@link io.github.ferrypost.graph.GraphErrorTable} classifies errors.
 *
 * <p>Each draft has a {@code DraftMarker} from the start, by which {@code OrphanedDrafts} finds drafts that no notes
 * refer to.
 *
 * <p>Only status 202 means sent. If the response is lost, the message is in doubt and is never simply sent again.
 */
@NullMarked
package io.github.ferrypost.graph;

import org.jspecify.annotations.NullMarked;

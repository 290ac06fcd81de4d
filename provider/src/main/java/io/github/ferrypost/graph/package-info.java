/**
 * The road by Microsoft Graph, in the order of the flow: {@link io.github.ferrypost.graph.GraphRoad} makes the header name
 * exactly the envelope's recipients. With Mail.Send alone it posts the message as base64 MIME to {@code sendMail}. With
 * Mail.ReadWrite it makes a draft, notes the draft's immutable id, and sends the draft: so it can ask later what became of
 * it; and a message that is too large for one request leaves its large files to upload sessions. The client waits for its
 * turn, adds the token, and asks once more with a fresh one after a 401; {@link io.github.ferrypost.graph.GraphErrorTable} says
 * what a refusal means.
 *
 * <p>Each draft has a {@code DraftMarker} from the start, by which {@code OrphanedDrafts} finds those that nobody knows of any more.
 *
 * <p>Of sending there is one sign, the status 202. An answer that was lost is in doubt and never simply sent again.
 */
package io.github.ferrypost.graph;

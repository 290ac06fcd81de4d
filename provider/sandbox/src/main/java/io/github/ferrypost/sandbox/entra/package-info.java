/** Entra: the token endpoint, its error texts, and signed tokens. */
package io.github.ferrypost.sandbox.entra;

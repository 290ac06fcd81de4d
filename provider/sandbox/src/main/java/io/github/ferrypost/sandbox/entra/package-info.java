/** Entra: the token endpoint, its errors, and signed tokens. */
package io.github.ferrypost.sandbox.entra;

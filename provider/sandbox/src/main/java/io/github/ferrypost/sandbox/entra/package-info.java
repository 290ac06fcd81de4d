/** Entra: the token endpoint, its errors, and signed tokens. */
@NullMarked
package io.github.ferrypost.sandbox.entra;

import org.jspecify.annotations.NullMarked;

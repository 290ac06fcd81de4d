/** Ferrypost. */
package io.github.ferrypost;

/** Small tools shared by several packages. Imports no other Ferrypost package. */
@NullMarked
package io.github.ferrypost.util;

import org.jspecify.annotations.NullMarked;

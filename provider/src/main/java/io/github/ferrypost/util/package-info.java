/** Small tools shared by several packages. Imports no other Ferrypost package. */
package io.github.ferrypost.util;

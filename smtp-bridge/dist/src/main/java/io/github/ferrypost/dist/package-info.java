/** Makes, at build time, the files of the packages that follow from the code: manual pages, completion, sample settings. */
@NullMarked
package io.github.ferrypost.dist;

import org.jspecify.annotations.NullMarked;

/** Makes, at build time, the files of the packages that follow from the code: manual pages, completion, sample settings. */
package io.github.ferrypost.dist;

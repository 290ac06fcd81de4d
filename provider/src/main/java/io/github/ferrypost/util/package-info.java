/** Small tools that several packages share. Imports nothing of ours. */
package io.github.ferrypost.util;

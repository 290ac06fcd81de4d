/** What the tests of all modules share. No product contains it: the other modules depend on the sandbox's test jar. */
package io.github.ferrypost.testing;

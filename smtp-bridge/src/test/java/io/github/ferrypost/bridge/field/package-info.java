/** The bridge between real programs: mail clients and mail servers of other people, and a soak test. */
package io.github.ferrypost.bridge.field;

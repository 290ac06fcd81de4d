/** HTTP on loopback: answers, JSON, and ordered failures. */
package io.github.ferrypost.sandbox.http;

/** HTTP on loopback: responses, JSON, and ordered failures. */
package io.github.ferrypost.sandbox.http;

/**
 * Seeded schemas and statements through the whole pipeline: the index must equal the table by a comparison of these
 * tests' own, or somebody must have said by name that it can't.
 */
package io.headrace.e2e.generate;

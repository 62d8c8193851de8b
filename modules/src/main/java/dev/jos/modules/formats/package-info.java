/// Writers for the formats of configuration files, so that no module glues strings together.
@NullMarked
package dev.jos.modules.formats;

import org.jspecify.annotations.NullMarked;

package io.headrace.transforms.type;

import java.time.ZoneId;

/** The settings that say how types are converted. */
public record TypeSettings(
        TemporalFormat temporals,
        ZoneId zone,
        DecimalFormat decimals,
        BitsFormat bits,
        GeometryFormat geometries,
        AxisOrder axes,
        FloatFormat floats) {}

package io.headrace.transforms.type;

import java.time.ZoneId;

/** How the type table's choices are made. */
public record TypeSettings(
        TemporalFormat temporals,
        ZoneId zone,
        DecimalFormat decimals,
        BitsFormat bits,
        GeometryFormat geometries,
        AxisOrder axes,
        FloatFormat floats) {}

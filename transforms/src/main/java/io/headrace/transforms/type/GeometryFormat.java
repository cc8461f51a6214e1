package io.headrace.transforms.type;

import io.headrace.transforms.setting.EnumOption;

/** How points and shapes are written. */
public enum GeometryFormat implements EnumOption {
    GEOJSON("geojson"),
    WKT("wkt"),
    LAT_LON("lat_lon");

    private final String key;

    GeometryFormat(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}

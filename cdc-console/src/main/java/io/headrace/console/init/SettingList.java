package io.headrace.console.init;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A list in one setting. What is in it stays as it is written and where it stands; an item that comes in goes to its place if
 * the others are sorted, else to the end.
 *
 * @param between what parts the items, unless a backslash stands before it
 */
record SettingList(char between, Function<String, String> sortedBy) {

    static SettingList ofNames() {
        return new SettingList(',', name -> name);
    }

    List<String> items(String text) {
        List<String> items = new ArrayList<>();
        for (String item : text.split("(?<!\\\\)" + Pattern.quote(String.valueOf(between)))) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    String with(String text, Collection<String> added) {
        List<String> items = items(text);
        for (String item : added) {
            if (!items.contains(item)) {
                items.add(isSorted(items) ? place(items, item) : items.size(), item);
            }
        }
        return joined(items);
    }

    String without(String text, Predicate<String> isRemoved) {
        List<String> items = items(text);
        items.removeIf(isRemoved);
        return joined(items);
    }

    private String joined(List<String> items) {
        return String.join(String.valueOf(between), items);
    }

    private int place(List<String> items, String item) {
        int place = 0;
        while (place < items.size() && order(items.get(place), item) < 0) {
            place++;
        }
        return place;
    }

    private boolean isSorted(List<String> items) {
        for (int i = 1; i < items.size(); i++) {
            if (order(items.get(i - 1), items.get(i)) > 0) {
                return false;
            }
        }
        return true;
    }

    private int order(String a, String b) {
        return sortedBy.apply(a).compareTo(sortedBy.apply(b));
    }
}

package io.github.ferrypost.bridge;

public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}

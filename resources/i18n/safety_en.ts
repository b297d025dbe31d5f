<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>BackupLine</name>
    <message numerus="yes">
        <source>%n application(s), count and content equal</source>
        <translation>
            <numerusform>%n application, count and content equal</numerusform>
            <numerusform>%n applications, count and content equal</numerusform>
        </translation>
    </message>
</context>
</TS>

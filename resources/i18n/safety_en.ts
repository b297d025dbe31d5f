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
<context>
    <name>HoldDrill</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The backup lacks %n save(s) of the desk</source>
        <translation>
            <numerusform>The backup lacks %n save of the desk</numerusform>
            <numerusform>The backup lacks %n saves of the desk</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescueForm</name>
    <message numerus="yes">
        <source>It holds %Ln application(s).</source>
        <translation>
            <numerusform>It holds %Ln application.</numerusform>
            <numerusform>It holds %Ln applications.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescueResult</name>
    <message numerus="yes">
        <source>%Ln row(s) could be read.</source>
        <translation>
            <numerusform>%Ln row could be read.</numerusform>
            <numerusform>%Ln rows could be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) were taken over.</source>
        <translation>
            <numerusform>%Ln row was taken over.</numerusform>
            <numerusform>%Ln rows were taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln row(s) could not be read.</source>
        <translation>
            <numerusform>At most %Ln row could not be read.</numerusform>
            <numerusform>At most %Ln rows could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It holds %Ln application(s).</source>
        <translation>
            <numerusform>It holds %Ln application.</numerusform>
            <numerusform>It holds %Ln applications.</numerusform>
        </translation>
    </message>
</context>
</TS>

"""The telephones themselves: which settings each reads, in its own words.

Checked against the makers' administration guides: Yealink's and Fanvil's by key and value,
Grandstream's by P-values, Snom's, Cisco SPA's and Linphone's as XML, MicroSIP's as INI.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from ringtree.provisioning.account import PhoneAccount, phone, plain


@phone("Yealink", "{account}.cfg")
def yealink(one: PhoneAccount) -> str:
    """Auto provisioning template, account 1."""
    transport = {"udp": 0, "tcp": 1, "tls": 2}[one.transport]
    lines = {
        "account.1.enable": 1,
        "account.1.label": plain(one.name),
        "account.1.display_name": plain(one.name),
        "account.1.user_name": one.account,
        "account.1.auth_name": one.account,
        "account.1.password": one.password,
        "account.1.sip_server.1.address": one.host,
        "account.1.sip_server.1.port": one.port,
        "account.1.sip_server.1.transport_type": transport,
        "account.1.codec.pcma.enable": 1,
        "account.1.codec.pcma.priority": 1,
        "account.1.codec.pcmu.enable": 1,
        "account.1.codec.pcmu.priority": 2,
        "account.1.dtmf.type": 1,  # RFC 2833
        "lang.gui": {"ru": "Russian", "en": "English"}[one.language],
    }
    return "#!version:1.0.0.1\n" + "".join(f"{name} = {value}\n" for name, value in lines.items())


@phone("Grandstream", "cfg-{account}.xml")
def grandstream(one: PhoneAccount) -> str:
    """GRP and GXP series: P-values of account 1."""
    transport = {"udp": 0, "tcp": 1, "tls": 2}[one.transport]
    values = {
        "P271": 1,  # account active
        "P270": one.name,  # account name
        "P47": one.server,  # SIP server
        "P35": one.account,  # SIP user id
        "P36": one.account,  # authenticate id
        "P34": one.password,
        "P3": one.name,  # name
        "P130": transport,
        "P57": 8,  # preferred vocoder 1: PCMA
        "P58": 0,  # preferred vocoder 2: PCMU
        "P850": 101,  # DTMF by RFC 2833
        "P1362": {"ru": "ru", "en": "en"}[one.language],
    }
    inner = "".join(
        f"    <{name}>{escape(str(value))}</{name}>\n" for name, value in values.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gs_provision version="1">\n'
        f'  <config version="1">\n{inner}  </config>\n</gs_provision>\n'
    )


@phone("Snom", "snom-{account}.xml")
def snom(one: PhoneAccount) -> str:
    """Settings of identity 1."""
    suffix = "" if one.transport == "udp" else f";transport={one.transport}"
    values = {
        "user_active": "on",
        "user_realname": one.name,
        "user_name": one.account,
        "user_pname": one.account,
        "user_pass": one.password,
        "user_host": one.server,
        "user_outbound": f"{one.server}{suffix}",
        "user_srtp": "off",
        "codec_priority_list": "pcma,pcmu,telephone-event",
    }
    inner = "".join(
        f'    <{name} idx="1" perm="">{escape(value)}</{name}>\n' for name, value in values.items()
    )
    language = {"ru": "Russian", "en": "English"}[one.language]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<settings>\n  <phone-settings>\n'
        f'    <language perm="">{language}</language>\n{inner}'
        "  </phone-settings>\n</settings>\n"
    )


@phone("Fanvil", "{account}-fanvil.cfg")
def fanvil(one: PhoneAccount) -> str:
    """X series: the text form of line 1."""
    transport = {"udp": 0, "tcp": 1, "tls": 3}[one.transport]
    values = {
        "SIP1 Enable Reg": 1,
        "SIP1 Phone Number": one.account,
        "SIP1 Display Name": plain(one.name),
        "SIP1 Register Addr": one.host,
        "SIP1 Register Port": one.port,
        "SIP1 Register User": one.account,
        "SIP1 Register Pswd": one.password,
        "SIP1 Transport": transport,
        "SIP1 DTMF Mode": 1,
    }
    lines = "".join(f"{name:<22}:{value}\n" for name, value in values.items())
    return f"<<VOIP CONFIG FILE>>Version:2.0002\n\n<SIP CONFIG MODULE>\n{lines}\n<<END OF FILE>>\n"


@phone("Cisco SPA", "spa-{account}.xml")
def cisco_spa(one: PhoneAccount) -> str:
    """SPA 300 and 500 series: extension 1."""
    values = {
        "Line_Enable_1_": "Yes",
        "Proxy_1_": one.server,
        "Register_1_": "Yes",
        "Display_Name_1_": one.name,
        "User_ID_1_": one.account,
        "Password_1_": one.password,
        "Use_Auth_ID_1_": "Yes",
        "Auth_ID_1_": one.account,
        "SIP_Transport_1_": one.transport.upper(),
        "Preferred_Codec_1_": "G711a",
        "DTMF_Tx_Method_1_": "AVT",
    }
    inner = "".join(f"  <{name}>{escape(value)}</{name}>\n" for name, value in values.items())
    return f"<flat-profile>\n{inner}</flat-profile>\n"


@phone("Linphone", "linphone-{account}.xml")
def linphone(one: PhoneAccount) -> str:
    """Remote provisioning of Linphone, on a computer or a smartphone."""
    address = f"&lt;sip:{one.server};transport={one.transport}&gt;"
    identity = escape(f'"{one.name}" <sip:{one.account}@{one.server}>')

    def entry(name: str, value: str) -> str:
        return f'    <entry name="{name}" overwrite="true">{value}</entry>\n'

    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<config xmlns="http://www.linphone.org/xsds/lpconfig.xsd">\n'
        '  <section name="proxy_0">\n'
        + entry("reg_proxy", address)
        + entry("reg_identity", identity)
        + entry("reg_sendregister", "1")
        + '  </section>\n  <section name="auth_info_0">\n'
        + entry("username", one.account)
        + entry("passwd", escape(one.password))
        + entry("domain", escape(one.server))
        + "  </section>\n</config>\n"
    )


@phone("MicroSIP", "microsip-{account}.ini")
def microsip(one: PhoneAccount) -> str:
    """The softphone for Windows: its `microsip.ini`."""
    values = {
        "label": plain(one.name),
        "server": one.server,
        "proxy": one.server,
        "domain": one.server,
        "username": one.account,
        "authID": one.account,
        "password": one.password,
        "displayName": plain(one.name),
        "transport": one.transport,
    }
    lines = "".join(f"{name}={value}\n" for name, value in values.items())
    return f"[Settings]\naccountId=1\naudioCodecs=PCMA/8000/1 PCMU/8000/1\n[Account1]\n{lines}"
